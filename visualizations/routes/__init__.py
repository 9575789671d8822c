"""Where the pages stand: a module for each kind of page, put together in `visualizations.pages`."""
