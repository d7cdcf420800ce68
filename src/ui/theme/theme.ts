// The look of the whole app, in the order the layers need. Imported once, before anything else with a style.
import "./layers.css";
import "@fontsource/atkinson-hyperlegible/latin-400.css";
import "@fontsource/atkinson-hyperlegible/latin-700.css";
import "./reset.css";
import "./tokens.css";
import "./base.css";
import "./print.css";
