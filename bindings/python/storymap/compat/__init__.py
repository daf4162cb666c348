"""What other packages call their functions."""
