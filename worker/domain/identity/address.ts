/** The first four groups of an IPv6 address, `::` spelt out. */
function network(address: string): string {
  const [head = "", tail] = address.split("::")
  const groups = head === "" ? [] : head.split(":")
  const rest = tail ? tail.split(":") : []
  const missing = tail === undefined ? 0 : Math.max(0, 8 - groups.length - rest.length)
  return [...groups, ...Array<string>(missing).fill("0"), ...rest]
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ""))
    .join(":")
}

/** Whose tries count together: one IPv4 address, or the /64 of an IPv6 address, which one line has to itself. */
export function addressGroup(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped?.[1]) return mapped[1]
  return address.includes(":") ? `${network(address)}::/64` : address
}

/** An IP address as a header says it, without port and brackets; null for anything else. */
export function readAddress(text: string): string | null {
  const said = text.trim().toLowerCase()
  const [, bare = said] = /^\[([^\]]*)\](?::\d+)?$/.exec(said) ?? /^([\d.]+):\d+$/.exec(said) ?? []
  const four = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(bare)
  if (four) return four.slice(1).every((part) => Number(part) <= 255) ? bare : null
  return bare.length <= 45 && /^[0-9a-f:]+(?::\d{1,3}(?:\.\d{1,3}){3})?$/.test(bare) && bare.includes(":")
    ? bare
    : null
}
