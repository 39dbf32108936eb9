"""Pages of the kitchen: fetch what is visible, check the form, call one verb, show."""
