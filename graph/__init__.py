"""From authored files to answers: parsing, validation, inference, snapshots, stores, reading and networks."""
