"""What a questionnaire in Dutch may say more plainly: hints for who writes it, and never faults."""
