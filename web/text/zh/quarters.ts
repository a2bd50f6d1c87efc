export const quarters = {}
