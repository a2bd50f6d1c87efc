/** What became of an upload. `lost`: no answer, or one that is none, so it is sent again. */
export type Sent = { kind: "done" } | { kind: "refused"; error: string } | { kind: "lost" }

/** Sends a form's fields with one file, and tells how much of it has gone (0 to 1). Only XMLHttpRequest tells it. */
export function sendOne(action: string, body: FormData, gone: (share: number) => void): Promise<Sent> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open("POST", action)
    request.setRequestHeader("accept", "application/json")
    request.responseType = "json"
    request.upload.onprogress = ({ loaded, total }) => gone(total > 0 ? loaded / total : 0)
    request.onload = () => {
      const said = request.response as { error?: string } | null
      if (request.status === 200) resolve({ kind: "done" })
      else if (said?.error) resolve({ kind: "refused", error: said.error })
      else resolve({ kind: "lost" })
    }
    request.onerror = () => resolve({ kind: "lost" })
    request.onabort = () => resolve({ kind: "lost" })
    request.send(body)
  })
}
