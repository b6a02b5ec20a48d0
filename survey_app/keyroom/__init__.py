"""Where words and private keys are met: processes that do one thing and end; knows everything but the faces."""
