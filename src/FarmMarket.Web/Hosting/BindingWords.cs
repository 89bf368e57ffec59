using FarmMarket.Web.Texts;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace FarmMarket.Web.Hosting;

/// <summary>What a form says when something typed is no number, no day, or missing: in the reader's language instead of the framework's.</summary>
internal static class BindingWords
{
    private static readonly Text Words = new();

    public static void InTheReadersLanguage(this DefaultModelBindingMessageProvider messages)
    {
        messages.SetAttemptedValueIsInvalidAccessor((value, _) => Words["“{0}”看不懂，请重新填写", value]);
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(value => Words["“{0}”看不懂，请重新填写", value]);
        messages.SetValueIsInvalidAccessor(value => Words["“{0}”看不懂，请重新填写", value]);
        messages.SetValueMustBeANumberAccessor(_ => Words["这里要填数字"]);
        messages.SetNonPropertyValueMustBeANumberAccessor(() => Words["这里要填数字"]);
        messages.SetUnknownValueIsInvalidAccessor(_ => Words["这里填的不对，请重新填写"]);
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => Words["这里填的不对，请重新填写"]);
        messages.SetMissingBindRequiredValueAccessor(_ => Words["这里不能空着"]);
        messages.SetMissingKeyOrValueAccessor(() => Words["这里不能空着"]);
        messages.SetValueMustNotBeNullAccessor(_ => Words["这里不能空着"]);
        messages.SetMissingRequestBodyRequiredValueAccessor(() => Words["这里不能空着"]);
    }
}
