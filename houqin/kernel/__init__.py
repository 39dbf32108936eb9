"""What every app leans on: refusals, quantities, the clock, permissions, HTTP. No tables; knows nobody."""
