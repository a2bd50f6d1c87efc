import type { DenialPart } from "./part.ts"

export const awards: DenialPart = {
  allowed: {},
  middleware: [],
  parameters: async () => ({}),
}
