using System.Security.Cryptography;
using System.Text;

namespace CellDsl.Planning.Plans;

/// <summary>The content hash of a plan: SHA-256 of its canonical JSON, lower-case hexadecimal.</summary>
public static class PlanHash
{
    public static string Of(Plan plan) => Convert.ToHexStringLower(SHA256.HashData(PlanJson.Bytes(plan)));

    public static string OfJson(string canonicalJson) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonicalJson)));
}
