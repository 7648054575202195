"""What the workshop decides once for everything it sends and shows; admins only."""
