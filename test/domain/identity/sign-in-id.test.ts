import { expect, test } from "vitest"
import {
  plainSignInName,
  readMobile,
  readSignInId,
  signInNameFaults,
  signInNameLength,
} from "../../../worker/domain/identity/sign-in-id.ts"

test.each([
  "13800138000",
  " 138 0013 8000 ",
  "１３８００１３８０００",
  "+86 138-0013-8000",
  "＋８６　138 0013 8000",
  "0086 13800138000",
  "8613800138000",
  "(+86)138–0013–8000",
])("%j is one mobile number", (typed) => {
  expect(readMobile(typed)).toBe("13800138000")
  expect(readSignInId(typed)).toEqual({ by: "mobile", value: "13800138000" })
})

test.each(["", "1380013800", "138001380000", "12800138000", "+1 13800138000", "13800l38000", "028-86780000"])(
  "%j is none",
  (typed) => {
    expect(readMobile(typed)).toBeNull()
    expect(readSignInId(typed).by).toBe("name")
  },
)

test.each([
  ["王芳", "王芳"],
  [" 王 芳 ", "王芳"],
  ["ＷＦ０１", "wf01"],
  ["Wang.Fang", "wang.fang"],
  ["阿不都·热合曼", "阿不都·热合曼"],
  ["𠮷田", "𠮷田"],
])("%j is the sign-in name %s", (typed, name) => {
  expect(plainSignInName(typed)).toBe(name)
  expect(signInNameFaults(name)).toEqual([])
  expect(readSignInId(typed)).toEqual({ by: "name", value: name })
})

test.each([
  ["王", "sign_in_name_length"],
  ["王".repeat(signInNameLength.max + 1), "sign_in_name_length"],
  ["2号楼王芳", "sign_in_name_form"],
  ["13800138000", "sign_in_name_form"],
  ["wаng", "sign_in_name_form"],
  ["wang@x.example", "sign_in_name_form"],
  ["wang.", "sign_in_name_form"],
  ["王芳\u200b", "sign_in_name_form"],
  ["=cmd", "sign_in_name_form"],
])("%j is none: %s", (typed, rule) => {
  expect(signInNameFaults(plainSignInName(typed)).map((fault) => fault.rule)).toEqual([rule])
})

test("whatever has an @ is an e-mail, as it is stored", () => {
  expect(readSignInId(" Editor@Demo.Example ")).toEqual({ by: "email", value: "editor@demo.example" })
  expect(readSignInId("王芳＠x").by).toBe("email")
})
