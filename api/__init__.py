"""What is spoken over HTTP: SPARQL, linked data, REST and errors."""
