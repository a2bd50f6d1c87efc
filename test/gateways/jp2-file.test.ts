import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { fileOf } from "../../scripts/bench/files/attachment-files.ts"
import { DomainError } from "../../worker/domain/errors.ts"
import { cleanJp2 as cleanWithin } from "../../worker/gateways/attachment/jp2-file.ts"
import { ReadingBudget } from "../../worker/gateways/reading-budget.ts"
import {
  box,
  codestream,
  comment,
  fileType,
  grey,
  imageHeader,
  jp2File,
  signature,
} from "../support/jp2-files.ts"

const secret = "JIN-JIANG-SECRET"
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1")

const cleanJp2 = (bytes: Uint8Array) => cleanWithin(bytes, new ReadingBudget(bytes.length))

function refusal(bytes: Uint8Array): string {
  try {
    cleanJp2(bytes)
    return "taken"
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return error.faults[0]?.rule ?? error.rule
  }
}

/** Boxes that say what nobody needs to see. */
const telling = ["xml ", "uuid", "uinf", "ulst", "url ", "asoc", "lbl ", "jp2i", "nlst", "prvt"]

describe("a codestream", () => {
  test("loses its comments and what follows its end; nothing else changes", () => {
    const before = codestream({ main: [comment(secret), comment("x")], after: secret })
    expect(textOf(cleanJp2(before))).toBe(textOf(codestream()))
  })

  test("a comment of a tile goes too, with the lengths that counted it", () => {
    const lengths = fileOf([0xff, 0x55, 0, 10, 0, 0x40], [0, 0, 0, 99], [0, 0])
    const tile = [comment(secret)]
    expect(textOf(cleanJp2(codestream({ main: [lengths], tile })))).toBe(textOf(codestream()))
    const whole = codestream({ main: [lengths] })
    expect(textOf(cleanJp2(whole))).toBe(textOf(whole))
  })

  test("a last tile that does not tell its length ends where the picture does", () => {
    const open = codestream({ told: 0, tile: [comment(secret)], after: secret })
    expect(textOf(cleanJp2(open))).toBe(textOf(codestream({ told: 0 })))
  })

  test("more than 12,000 pixels: refused from the header", () => {
    expect(refusal(codestream({ width: 12_001 }))).toBe("attachment_pixels")
    expect(refusal(codestream({ width: 12_000, height: 12_000 }))).toBe("attachment_megapixels")
    expect(refusal(codestream({ width: 12_000, height: 4166 }))).toBe("taken")
  })

  test.each([
    ["nothing but its beginning", codestream().slice(0, 4)],
    ["cut off in its header", codestream().slice(0, 60)],
    ["cut off in its data", codestream().slice(0, -10)],
    ["without its end", codestream().slice(0, -2)],
    ["a part longer than the file", codestream({ told: 9999 })],
    ["a part shorter than its header", codestream({ told: 13, tile: [comment(secret)] })],
    ["an unknown segment that may hold anything", codestream({ main: [fileOf([0xff, 0x7e, 0, 4], "ab")] })],
    ["a segment without length", codestream({ main: [fileOf([0xff, 0x5c, 0, 0])] })],
    ["no pixels", codestream({ width: 0 })],
  ])("%s: broken", (_, bytes) => expect(refusal(bytes)).toBe("attachment_broken"))
})

describe("a file of boxes", () => {
  test("what tells is gone, at the top and in the header, in whichever order; the picture is untouched", () => {
    for (const name of telling) {
      const told = box(name, secret)
      const file = jp2File({
        before: [told],
        header: [told, grey, told],
        after: [told, box(name, secret, "open")],
        picture: codestream({ main: [comment(secret)] }),
      })
      expect(textOf(cleanJp2(file)), name).toBe(textOf(jp2File()))
    }
  })

  test("a colour profile, which tells the device, becomes what its channels say", () => {
    const profile = box("colr", fileOf([2, 0, 0], `desc ${secret}`))
    expect(textOf(cleanJp2(jp2File({ header: [profile] })))).toBe(textOf(jp2File()))
    const palette = box("pclr", fileOf([0, 1, 3, 7, 7, 7, 0, 0, 0]))
    const coloured = cleanJp2(jp2File({ header: [palette, profile] }))
    expect(textOf(coloured)).toContain("colr\x01\0\0\0\0\0\x10")
    const behind = box("colr", fileOf([1, 0, 0, 0, 0, 0, 17], secret))
    expect(textOf(cleanJp2(jp2File({ header: [behind] })))).toBe(textOf(jp2File()))
  })

  test("resolutions and long or open lengths are read, and written short", () => {
    const resolution = box("res ", box("resc", fileOf([0, 1, 0, 1, 0, 1, 0, 1, 0, 0])))
    const header = box("jp2h", fileOf(imageHeader, grey, resolution, box("xml ", secret, "long")), "long")
    const file = fileOf(signature, fileType, header, box("jp2c", codestream(), "open"))
    expect(textOf(cleanJp2(file))).toBe(textOf(jp2File({ header: [grey, resolution] })))
    expect(textOf(cleanJp2(fileOf(jp2File(), "\r\n")))).toBe(textOf(jp2File()))
  })

  const nested = (depth: number): Uint8Array => box("res ", depth === 0 ? "" : nested(depth - 1))
  test.each([
    ["only the signature", signature],
    ["no picture", fileOf(signature, fileType, box("jp2h", imageHeader))],
    ["no header", fileOf(signature, fileType, box("jp2c", codestream()))],
    ["cut off in a box", jp2File().slice(0, 70)],
    ["a box longer than the file", fileOf(jp2File(), [0, 0, 0, 99], "xml ")],
    ["a box shorter than its own head", jp2File({ before: [fileOf([0, 0, 0, 7], "xml ")] })],
    [
      "a length of many gigabytes",
      jp2File({ before: [fileOf([0, 0, 0, 1], "xml ", new Uint8Array(8).fill(255))] }),
    ],
    ["boxes in boxes without end", jp2File({ header: [grey, nested(40)] })],
    ["a picture that is none", jp2File({ picture: fileOf("<html>") })],
    ["a page", fileOf("<html><script>alert(1)</script>")],
    ["nothing", new Uint8Array()],
  ])("%s: broken", (_, bytes) => expect(refusal(bytes)).toBe("attachment_broken"))
})

describe("whatever comes", () => {
  const anyBoxes = fc.array(
    fc.tuple(fc.constantFrom(...telling), fc.string({ maxLength: 40 }), fc.constantFrom("short", "long")),
    { maxLength: 6 },
  )
  const madeOf = (boxes: [string, string, string][]) =>
    boxes.map(([name, text, length]) => box(name, `${secret}${text}`, length as "short" | "long"))

  test("beside the picture nothing comes through", () => {
    fc.assert(
      fc.property(anyBoxes, anyBoxes, anyBoxes, (before, header, after) => {
        const file = jp2File({
          before: madeOf(before),
          header: [...madeOf(header), grey],
          after: madeOf(after),
        })
        expect(textOf(cleanJp2(file))).toBe(textOf(jp2File()))
      }),
    )
  })

  test("a damaged file is cleaned or refused, and what was cleaned stays as it is", () => {
    const whole = jp2File({
      before: [box("uuid", secret)],
      picture: codestream({ main: [comment("a")], tile: [comment("b")] }),
    })
    const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(damage, fc.nat(whole.length), (changes, length) => {
        const bytes = whole.slice()
        for (const [at, value] of changes) bytes[at] = value
        for (const one of [bytes, bytes.slice(0, length)]) {
          if (refusal(one) !== "taken") continue
          const once = cleanJp2(one)
          expect(textOf(cleanJp2(once))).toBe(textOf(once))
        }
      }),
      { numRuns: 2000 },
    )
  })
})
