import { expect, test } from "vitest"
import { commonPasswords } from "../../../worker/domain/identity/common-passwords.ts"
import { passwordFaults } from "../../../worker/domain/identity/password.ts"

const owner = { email: "wang.fang@estate.example", name: "王 芳芳" }
const rulesOf = (password: string, who = owner) => passwordFaults(password, who).map(({ rule }) => rule)

test.each<[string, string]>([
  ["", "password_short"],
  ["eleven-char", "password_short"],
  ["十一个汉字也还是不够长", "password_short"],
  ["😀😀😀😀😀😀", "password_short"],
  ["x7".repeat(101), "password_long"],
  ["123456789012", "password_common"],
  ["098765432109", "password_common"],
  ["aaaaaaaaaaaaaaaa", "password_common"],
  ["Abc1ABC1abc1", "password_common"],
  ["QwertyuiopAsdf", "password_common"],
  ["PassWord1234", "password_common"],
  ["ｐａｓｓｗｏｒｄ１２３４", "password_common"],
  ["woaini1314520", "password_common"],
  ["wang.fang@estate.example", "password_own"],
  ["Wang.Fang2026", "password_own"],
  ["wang.fangwang.fang", "password_own"],
  ["王芳芳王芳芳王芳芳2026", "password_own"],
])("%j is refused: %s", (password, rule) => expect(rulesOf(password)).toEqual([rule]))

test.each([
  "correct horse battery",
  "窗外银杏树下的第三只花猫",
  "shige-demo-2026",
  "12 char exactly".slice(0, 12),
  "wang.fang likes ginkgo",
  "ginkgo7 ".repeat(25),
  "   spaces count   ",
])("%j is taken", (password) => expect(rulesOf(password)).toEqual([]))

test("a name of one letter says nothing", () => {
  expect(rulesOf("tall ginkgo tree", { email: "a@b.example", name: "t" })).toEqual([])
})

test("every password of the list is long enough to be asked about", () => {
  expect([...commonPasswords].filter((one) => one.length < 12 || one !== one.toLowerCase())).toEqual([])
  expect(commonPasswords.size).toBeGreaterThan(100)
})
