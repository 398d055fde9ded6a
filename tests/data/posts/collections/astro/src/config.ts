export const SITE = {};
