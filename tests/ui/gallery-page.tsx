// Shows the gallery in a page of its own, for looking at by eye: serve the project with vite and open tests/ui/gallery.html.
import "../../src/ui/theme/theme.ts";
import { render } from "preact";
import { Gallery } from "./gallery.tsx";

const place = document.getElementById("app");
if (place) render(<Gallery />, place);
