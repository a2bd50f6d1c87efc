import { expect, test } from "vitest"
import { shippedPasswords } from "../../../scripts/extract-passwords.ts"
import { commonPasswords } from "../../../worker/domain/identity/common-passwords.ts"
import { listedPasswords } from "../../../worker/domain/identity/listed-passwords.ts"
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
  ["monkeydragon", "password_common"],
  ["Sunshine123456", "password_common"],
  ["polniypizdec0211", "password_common"],
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

test("the list is the one that the package ships, at least 3,000 of it", () => {
  const shipped = shippedPasswords()
  expect(listedPasswords).toBe(shipped.join(" "))
  expect(shipped.length).toBeGreaterThan(3_000)
  for (const one of shipped) expect(commonPasswords.has(one), one).toBe(true)
  const long = shipped.filter((one) => one.length >= 12)
  expect(long.length).toBeGreaterThan(250)
  for (const one of long) expect(rulesOf(one), one).toEqual(["password_common"])
})

test("of the owner's words two letters count, and eight characters of its own are enough", () => {
  const two = { email: "wf@b.example", name: "" }
  // Of twelve characters two or three times "wf": six and eight are left.
  expect(rulesOf("wfwfwfginkgo", two)).toEqual(["password_own"])
  expect(rulesOf("wfwfginkgo42", two)).toEqual([])
})
