"""Journeys in a real browser, told in sentences, each page checked for accessibility, valid HTML and reflow."""
