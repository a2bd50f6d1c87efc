import type { FormWords } from "../../ui/form.tsx"

/** How the forms from the list to the award call their fields. */
export const awardWords: FormWords = { ids: "a-" }
