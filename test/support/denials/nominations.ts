import type { DenialPart } from "./part.ts"

export const nominations: DenialPart = {
  allowed: {},
  middleware: [],
  parameters: async () => ({}),
}
