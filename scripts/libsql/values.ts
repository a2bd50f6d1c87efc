import { malformed } from "./errors.ts"

/** What the native package binds: it ends the whole process on a boolean or an array, so nothing else may reach it. */
export type NativeValue = null | bigint | number | string | Uint8Array

const minInteger = -(2n ** 63n)
const maxInteger = 2n ** 63n - 1n

/**
 * Decodes one Hrana value (`{type:"integer",value:"5"}` …). Base64 may be padded or not.
 * @throws RequestError 400 when it is not a Hrana value or an integer does not fit in 64 bits
 */
export function decodeValue(raw: unknown): NativeValue {
  if (typeof raw !== "object" || raw === null) throw malformed("a value must be an object")
  const { type, value, base64 } = raw as Record<string, unknown>
  switch (type) {
    case "null":
      return null
    case "integer":
      return decodeInteger(value)
    case "float":
      if (typeof value !== "number") throw malformed("a float needs a number")
      return value
    case "text":
      if (typeof value !== "string") throw malformed("a text needs a string")
      return value
    case "blob":
      if (typeof base64 !== "string" || !/^[\w+/-]*={0,2}$/.test(base64))
        throw malformed("a blob needs base64")
      return Buffer.from(base64, "base64")
    default:
      throw malformed(`unknown type of value ${JSON.stringify(type)}`)
  }
}

function decodeInteger(value: unknown): bigint {
  if (typeof value === "number" && Number.isSafeInteger(value)) return BigInt(value)
  if (typeof value !== "string" || !/^[+-]?\d{1,30}$/.test(value)) {
    throw malformed("an integer needs a string of digits")
  }
  const integer = BigInt(value)
  if (integer < minInteger || integer > maxInteger) throw malformed("an integer does not fit in 64 bits")
  return integer
}

/** Encodes one cell of a row as Hrana JSON text. Blobs have no padding, as the specification asks. */
export function encodeValue(value: NativeValue): string {
  if (value === null) return '{"type":"null"}'
  if (typeof value === "string") return `{"type":"text","value":${JSON.stringify(value)}}`
  if (typeof value === "bigint") return `{"type":"integer","value":"${value}"}`
  if (typeof value === "number") return `{"type":"float","value":${encodeFloat(value)}}`
  return `{"type":"blob","base64":"${Buffer.from(value).toString("base64").replace(/=+$/, "")}"}`
}

// JSON has no infinity, but every parser reads 1e999 as one.
function encodeFloat(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return "1e999"
  if (value === Number.NEGATIVE_INFINITY) return "-1e999"
  return Object.is(value, -0) ? "-0.0" : String(value)
}
