export async function checkProxies() {
  return [];
}
