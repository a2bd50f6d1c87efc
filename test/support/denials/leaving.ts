import type { DenialPart } from "./part.ts"

export const leaving: DenialPart = {
  allowed: {},
  parameters: async () => ({}),
}
