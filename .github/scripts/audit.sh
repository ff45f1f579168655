#!/usr/bin/env bash
# Fails where a package that is used has a known vulnerability: of NuGet's, directly or through others, any; of npm's, from `high` on.
# npm's lower ones are nearly always about servers, and what the tests run in Node serves nobody.
set -euo pipefail

failed=0
findings=$(dotnet list Infra.sln package --vulnerable --include-transitive --format json | jq -r '
  [.projects[].frameworks[]? | (.topLevelPackages // []) + (.transitivePackages // []) | .[]
    | .id as $id | .resolvedVersion as $version | .vulnerabilities[]? | "\($id) \($version): \(.severity), \(.advisoryurl)"] | unique[]')
if [ -n "$findings" ]; then
  echo "$findings"
  failed=1
fi

for folder in samples/reference infra.Tests; do
  npm audit --audit-level=high --prefix "$folder" || failed=1
done
exit "$failed"
