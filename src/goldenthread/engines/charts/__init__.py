"""Numbers to charts: a chart is a record first, then an SVG with a text equivalent written from the data."""
