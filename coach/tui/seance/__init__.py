"""Une séance menée ou relue : son moteur, son récit, et ce qui s'y tape."""
