/** What the page tells a waiting service worker: take over now. */
export const ACTIVATE_MESSAGE = "moodring:activate";
