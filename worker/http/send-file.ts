import type { Context } from "hono"
import { filePolicy } from "./middleware/security.ts"

/**
 * A file that somebody sent, as it was cleaned: its type is that of its content, and nothing in it ever runs. Pictures are
 * shown where `shown`, documents kept.
 */
export function sendFile(
  c: Context,
  { bytes, type, name }: { bytes: Uint8Array<ArrayBuffer>; type: string; name: string },
  { shown }: { shown: boolean },
) {
  const plain = name.replace(/[^\w.-]/g, "_")
  const kind = shown && type !== "application/pdf" ? "inline" : "attachment"
  return c.body(bytes, 200, {
    "content-type": type,
    "content-disposition": `${kind}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name).replaceAll("'", "%27")}`,
    "content-length": String(bytes.length),
    "content-security-policy": filePolicy,
  })
}
