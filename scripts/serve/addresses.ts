import { BlockList, isIP } from "node:net"

/** A list of addresses and networks (`10.0.0.0/8`); throws a sentence for what is neither. */
export function addressList(texts: readonly string[]): BlockList {
  const list = new BlockList()
  for (const text of texts) {
    const [address = "", bits, more] = text.split("/")
    const version = isIP(address)
    const most = version === 4 ? 32 : 128
    if (version === 0 || more !== undefined || (bits !== undefined && !(/^\d+$/.test(bits) && +bits <= most)))
      throw new Error(`“${text}” is no address and no network such as 10.0.0.0/8`)
    const family = version === 4 ? "ipv4" : "ipv6"
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return list
}

/** An address without IPv6's cover around one of IPv4. */
export const plainAddress = (address: string) => address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, "")

/** Whether an address is of a list. */
export function isOf(list: BlockList, address: string): boolean {
  const version = isIP(address)
  return version !== 0 && list.check(address, version === 4 ? "ipv4" : "ipv6")
}
