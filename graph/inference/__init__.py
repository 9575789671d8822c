"""What follows from what is asserted, and from what it follows."""
