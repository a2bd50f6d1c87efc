import type { Text } from "../../text/text.ts"
import type { FormWords } from "../../ui/form.tsx"

/** How the forms about judges call their fields and say that somebody was faster. */
export const judgingWords = (text: Text): FormWords => ({
  ids: "judging-",
  stale: { lines: [text.access.refusals.stale({})] },
})
