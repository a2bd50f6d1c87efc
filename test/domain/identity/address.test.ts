import { expect, test } from "vitest"
import { addressGroup, addressSite, readAddress } from "../../../worker/domain/identity/address.ts"

test("an address is read without port and brackets", () => {
  expect(readAddress(" 203.0.113.7 ")).toBe("203.0.113.7")
  expect(readAddress("203.0.113.7:4711")).toBe("203.0.113.7")
  expect(readAddress("[2001:DB8::1]:4711")).toBe("2001:db8::1")
  expect(readAddress("::ffff:203.0.113.7")).toBe("::ffff:203.0.113.7")
})

test("anything else is none", () => {
  expect(readAddress("255.255.255.255")).toBe("255.255.255.255")
  expect(readAddress("256.1.1.1")).toBeNull()
  expect(readAddress("unknown")).toBeNull()
  expect(readAddress("abc")).toBeNull()
  expect(readAddress("2001:db8::1 or so")).toBeNull()
  const longest = "0000:0000:0000:0000:0000:0000:255.255.255.255"
  expect(longest.length).toBe(45)
  expect(readAddress(longest)).toBe(longest)
  expect(readAddress(`0${longest}`)).toBeNull()
})

test("an IPv6 line counts as one, an IPv4 address by itself, mapped or not", () => {
  expect(addressGroup("2001:db8:1:2:3::4")).toBe(addressGroup("2001:0db8:1:2:ffff::1"))
  expect(addressGroup("2001:db8:1:3::4")).not.toBe(addressGroup("2001:db8:1:2::4"))
  expect(addressGroup("::FFFF:203.0.113.7")).toBe("203.0.113.7")
  expect(addressGroup("203.0.113.7")).toBe("203.0.113.7")
})

test("only IPv6 addresses have a site, and mapped IPv4 addresses have none", () => {
  expect(addressSite("2001:db8:1:2::4")).toBe("2001:db8:1::/48")
  expect(addressSite("::ffff:203.0.113.7")).toBeNull()
  expect(addressSite("203.0.113.7")).toBeNull()
})
