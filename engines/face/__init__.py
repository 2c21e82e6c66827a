"""Faces: landmarks, the face frame, facial regions, the average face."""
