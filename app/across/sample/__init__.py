"""An invented customer and four lighter ones, dated around today, so that every page has something to show."""
