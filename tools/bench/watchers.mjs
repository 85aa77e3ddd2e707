/** Runs in the page before its own code: what it shows, and when. Plain script, as it is injected. */

/** Calls `done` after the first frame that is drawn while `holds()`. */
function afterFrameWith(holds, done) {
  const look = () => {
    if (!holds()) return requestAnimationFrame(look);
    // This frame is drawn after its callbacks; the next task comes after that.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = done;
    return port2.postMessage(null);
  };
  requestAnimationFrame(look);
}

const pieces = () => [...document.querySelectorAll(".coloured-mirror [data-piece]")];
const coloured = (piece) => piece.style.backgroundColor !== "";

/** Milliseconds from the next event of that type on `target` to the frame in which `holds()`. */
function timeFrom(target, type, holds) {
  return new Promise((resolve) => {
    const start = (event) =>
      afterFrameWith(holds, () => resolve(performance.now() - event.timeStamp));
    target.addEventListener(type, start, { capture: true, once: true });
  });
}

/** From the next click to the first colour that is not the recorded run's. */
window.watchFirstColour = () => {
  window.watched = timeFrom(
    document,
    "click",
    () => document.querySelector(".read-text .recorded") === null && pieces().some(coloured),
  );
};

/** Selects the text from `from` on; then from the next input to the colour of `word` at the end. */
window.watchLastWord = (from, word) => {
  const box = document.querySelector(".coloured-box");
  box.focus();
  box.setSelectionRange(from, box.value.length);
  window.watched = timeFrom(box, "input", () => {
    const last = pieces().at(-1);
    return last !== undefined && last.textContent.trim() === word && coloured(last);
  });
};
