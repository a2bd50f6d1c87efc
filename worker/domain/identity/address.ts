/** The first groups of an IPv6 address, `::` spelt out. */
function network(address: string, groupsOfIt: number): string {
  const [head = "", tail] = address.split("::")
  const groups = head === "" ? [] : head.split(":")
  const rest = tail ? tail.split(":") : []
  const missing = tail === undefined ? 0 : Math.max(0, 8 - groups.length - rest.length)
  return [...groups, ...Array<string>(missing).fill("0"), ...rest]
    .slice(0, groupsOfIt)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ""))
    .join(":")
}

/** Whose tries count together: one IPv4 address, or the /64 of an IPv6 address, which one line has to itself. */
export function addressGroup(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped?.[1]) return mapped[1]
  return address.includes(":") ? `${network(address, 4)}::/64` : address
}

/** The /48 of an IPv6 address, the most that one customer commonly gets; null for IPv4. */
export function addressSite(address: string): string | null {
  return address.includes(":") && !/^::ffff:\d+\./i.test(address) ? `${network(address, 3)}::/48` : null
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
