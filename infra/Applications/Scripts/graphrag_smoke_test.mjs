// Asks a service for its first page and for its health: both are answered without signing in, by every revision.
for (const path of ["/", "/health"]) {
  const answer = await fetch(process.env.BASE_URL + path, { signal: AbortSignal.timeout(30_000) });
  console.log(path, answer.status);
  if (!answer.ok) process.exit(1);
}
