"""What a council may hand in, and when it is refused or questioned. Frames in, frames and problems out."""
