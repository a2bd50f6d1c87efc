import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { isNear } from "../../../worker/domain/search/joined.ts"
import { plainSearch } from "../../../worker/domain/search/plain-search.ts"
import { type SearchedCity, SearchIndex } from "../../../worker/domain/search/search-index.ts"
import { syllables } from "../../../worker/gateways/pinyin.ts"
import { simplify } from "../../../worker/gateways/simplified.ts"

const spelling = { simplify, syllables }
const names = [
  "四海逸家·蓝钻（二期）",
  "中大·君悦金沙",
  "月桥小区",
  "月桥居",
  "锦和坊",
  "锦和里",
  "南门十二坊",
  "梧桐湾",
]
const city: SearchedCity = {
  estates: names.map((name, at) => ({
    names: name === "梧桐湾" ? [name, "法国梧桐公馆"] : [name],
    site: at % 2,
    company: at % 2,
  })),
  sites: [
    ["锦江区", "成龙路街道", "枫树社区"],
    ["武侯区", "晋阳街道", "晋吉社区"],
  ],
  companies: [
    { name: "示例·锦砚物业", estates: 4 },
    { name: "示例·安居物业", estates: 4 },
  ],
  districts: [
    { code: "510104", name: "锦江区", estates: 4 },
    { code: "510107", name: "武侯区", estates: 4 },
  ],
  places: [
    { kind: "street", name: "晋阳街道", code: "510107010", within: ["武侯区"], estates: 4 },
    { kind: "community", name: "晋吉社区", code: "510107010", within: ["武侯区", "晋阳街道"], estates: 4 },
  ],
}
const index = new SearchIndex(city, spelling)
const estates = (q: string) => index.find(q).estates.map((at) => names[at])
const first = (q: string) => estates(q)[0]

test.each([
  ["中大君悦金沙", "中大·君悦金沙"],
  ["中大 君悦 金沙", "中大·君悦金沙"],
  ["四海逸家蓝钻二期", "四海逸家·蓝钻（二期）"],
  ["四海逸家(蓝钻)2期", "四海逸家·蓝钻（二期）"],
  ["蓝钻２期", "四海逸家·蓝钻（二期）"],
  ["yueqiao", "月桥小区"],
  ["Yuè Qiáo", "月桥小区"],
  ["yqxq", "月桥小区"],
  ["月橋小區", "月桥小区"],
  ["月桥", "月桥小区"],
  ["12坊", "南门十二坊"],
  ["南门12坊", "南门十二坊"],
  ["法國梧桐", "梧桐湾"],
  ["faguowutong", "梧桐湾"],
  ["武侯 锦和", "锦和里"],
])("%s finds %s", (q, name) => {
  expect(first(q)).toBe(name)
  expect(index.find(q).near).toBe(false)
})

test.each([
  ["月乔小区", "月桥小区"],
  ["中大君越金沙", "中大·君悦金沙"],
  ["四海逸家蓝期", "四海逸家·蓝钻（二期）"],
  ["中大君悦悦金沙", "中大·君悦金沙"],
  ["yueqiaoxiaoqi", "月桥小区"],
])("%s finds %s although a character is wrong, and says so", (q, name) => {
  expect(first(q)).toBe(name)
  expect(index.find(q).near).toBe(true)
})

test("a name that is the words stands before one that begins with them, and that before one that holds them", () => {
  expect(estates("月桥居")[0]).toBe("月桥居")
  expect(estates("锦")).toEqual(["锦和坊", "锦和里"])
  expect(estates("和")).toEqual(["锦和坊", "锦和里"])
})

test("a street finds itself and its estates; a district and a company likewise", () => {
  const found = index.find("晋阳街道")
  expect(found.places.map((at) => city.places[at]?.name)).toEqual(["晋阳街道"])
  expect(found.named).toBe(0)
  expect(found.estates).toHaveLength(4)
  expect(index.find("锦砚").companies).toEqual([0])
  expect(index.find("jinjiang").districts).toEqual([0])
  // Pinyin of a district alone is not every estate in it.
  expect(index.find("jinjiang").estates).toEqual([])
})

test("a word in pinyin begins at a syllable", () => {
  expect(estates("ueqiao")).toEqual([])
  expect(estates("qiao")).toEqual(["月桥小区", "月桥居"])
})

describe("what is no name", () => {
  test.each([
    "",
    " ",
    "（）·",
    "\u0000",
    "😀",
    "😀😀😀",
    "\t\n",
    "<script>alert(1)</script>",
    "%",
    "'; drop table estates",
    "a".repeat(60),
  ])("%j is answered", (q) => {
    expect(() => index.find(q)).not.toThrow()
  })

  test("any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (q) => {
        const { estates: found } = index.find(q)
        expect(new Set(found).size).toBe(found.length)
      }),
    )
  })
})

test("every part of a name of at least two characters finds it", () => {
  fc.assert(
    fc.property(fc.nat(names.length - 1), fc.nat(10), fc.nat(10), (at, a, b) => {
      const plain = plainSearch(names[at] ?? "", simplify)
      const [from, to] = [Math.min(a, b), Math.max(a, b)]
      const part = plain.slice(from, to)
      fc.pre(part.length >= 2)
      expect(index.find(part).estates).toContain(at)
    }),
  )
})

test("one character wrong, missing or too many is near, two are not", () => {
  expect(isNear("月桥小区", "月乔小区")).toBe(true)
  expect(isNear("锦江月桥小区北", "月桥小")).toBe(true)
  expect(isNear("月桥小区", "月小区")).toBe(true)
  expect(isNear("月桥小区", "月桥大小区")).toBe(true)
  expect(isNear("月桥小区", "星乔小区")).toBe(false)
})
