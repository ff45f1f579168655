using Infra.Edge;
using StackPreview.Checks;

namespace Infra.Checks.References;

/// <summary>Every certificate of a server in the namespace is signed by an Issuer that is there.</summary>
internal sealed class IssuersExist : ICheck<CheckContext>
{
    public string Id => "issuers-exist";

    public string Sentence => "Every Issuer that signs a certificate exists";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        var issuers = context.Plan.ByName(EdgeKinds.Issuer);
        return from certificate in context.Plan.OfKind(EdgeKinds.Certificate)
               let issuer = EdgeKinds.IssuerOf(certificate)
               where issuer is not null && !issuers.ContainsKey(issuer)
               select new Finding(
                   certificate,
                   $"Issuer {issuer} is to sign it, which is not there: its Secret never comes",
                   $"Declare Issuer {issuer}, or correct the name");
    }
}
