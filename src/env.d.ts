/// <reference types="vite/client" />

/** The release and a hash of the sources, set by the build. */
declare const __APP_VERSION__: string;
