"""What a plain Django project costs that writes and reads just these rows: the line beside which the product runs."""
