"""May they come in, may they sleep here?"""
