import { expect, test } from "vitest"
import { Coded } from "../../web/ui/coded.tsx"

test("names between backticks stand as code, everything else as text", () => {
  expect(String(<Coded words="Without `quarter` the <last>; `none` too." />)).toBe(
    "Without <code>quarter</code> the &lt;last&gt;; <code>none</code> too.",
  )
  expect(String(<Coded words="" />)).toBe("")
})
