"""What a person sees and touches: document, session, canvas, panels."""
