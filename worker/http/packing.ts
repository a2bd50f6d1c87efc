/** What a Response takes besides on workerd: `manual` sends a body that is packed already as it is. */
interface PackedInit extends ResponseInit {
  encodeBody: "manual"
}

/** Whether the reader of an answer takes an encoding: Accept-Encoding names it, or `*`, with a weight above zero. */
export function takes(encoding: "br" | "gzip", accepted: string | undefined): boolean {
  if (accepted === undefined) return false
  let others = false
  for (const part of accepted.toLowerCase().split(",")) {
    const [name = "", weight = ""] = part.split(";")
    const wanted = !/^\s*q=0(\.0*)?\s*$/.test(weight)
    if (name.trim() === encoding) return wanted
    if (name.trim() === "*") others = wanted
  }
  return others
}

/** An answer whose body is packed already. */
export function packedAnswer(body: BodyInit | null, init: Omit<PackedInit, "encodeBody">): Response {
  const manual: PackedInit = { ...init, encodeBody: "manual" }
  return new Response(body, manual)
}
