import type { evidenceUpload as zh } from "../zh/evidence-upload.ts"

/** Words of the browser while pictures are made smaller, covered and sent. */
export const evidenceUpload: typeof zh = {
  queue: "Waiting to be uploaded",
  shrunk: (width, height, size) => `Made smaller: ${width} × ${height}, ${size}`,
  cover: "Cover faces and plates",
  covered: "Done covering",
  brush: "Size of the brush",
  undo: "Undo one step",
  rectangle: "Add a rectangle",
  rectangleHint: "Arrow keys move it, with Shift they size it, Enter covers, Escape cancels",
  canvas: "Paint over faces and number plates in the picture",
  drop: "Do not send this one",
  sending: (percent) => `Uploading ${percent}%`,
  sent: "Uploaded",
  failed: "It was not sent; it is tried again once the line is back",
  partly: (done, left) => `${done} sent, ${left} not: each says why.`,
  retry: "Try again",
  unreadable: "The browser cannot open this picture; it is sent as it is",
  leaving: "Some pieces have not been sent yet",
}
