"""What Peilstok says, in every language that it speaks."""
