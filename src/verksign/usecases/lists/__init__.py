"""What each user keeps of the lists: views under names of their own, and what is taken out of them as files."""
