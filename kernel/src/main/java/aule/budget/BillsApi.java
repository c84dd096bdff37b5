package aule.budget;

import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations.Handler;
import aule.kernel.AuleException;
import aule.kernel.BillId;
import aule.kernel.ErrorCode;
import java.util.Map;

/** Answers the operations on bills of {@code api/budget.yaml}. */
final class BillsApi {

    /** Bytes of a file. */
    private static final long LARGEST = 20L * 1024 * 1024;

    private final Bills bills;

    BillsApi(Bills bills) {
        this.bills = bills;
    }

    Map<String, Handler> handlers() {
        return Map.of(
                "importBill", this::bring,
                "listBills", this::list,
                "showBill", this::show,
                "listBillDifferences", this::differences,
                "removeBill", this::remove);
    }

    private Answer bring(Call call) {
        var file = call.parts().stream()
                .filter(part -> !part.filename().isEmpty())
                .findFirst()
                .orElseThrow(() -> new AuleException(
                        ErrorCode.INVALID, "The upload holds no file; send one as a multipart part with a filename."));
        if (file.size() > LARGEST) {
            throw new AuleException(
                    ErrorCode.TOO_LARGE, "The file is larger than 20 MB; export a shorter span of time.");
        }
        var provider = call.query("provider").orElse("").strip();
        var bill = bills.bring(call.principal(), provider, file.filename(), file.open());
        return Answer.created("/v1/usage/bills/" + bill.id(), BillViews.of(bill));
    }

    private Answer list(Call call) {
        var limit = limit(call);
        var page = bills.page(call.principal().org(), call.query("cursor").orElse(""), limit + 1);
        var shown = page.stream().limit(limit).map(BillViews::of).toList();
        if (call.query("shape").isPresent()) {
            return Answer.ok(shown);
        }
        var next = page.size() > limit ? shown.getLast().id().value() : null;
        return Answer.ok(new BillViews.BillList(shown, shown.size(), next));
    }

    private Answer show(Call call) {
        return Answer.ok(BillViews.of(bills.find(call.principal().org(), id(call))));
    }

    private Answer differences(Call call) {
        var org = call.principal().org();
        var limit = limit(call);
        bills.find(org, id(call));
        var page = bills.differences(org, id(call), call.query("kind").orElse(""), UsageApi.place(call), limit + 1);
        var shown = page.stream()
                .limit(limit)
                .map(it -> BillViews.of(it.difference()))
                .toList();
        if (call.query("shape").isPresent()) {
            return Answer.ok(shown);
        }
        var next = page.size() > limit ? Long.toString(page.get(limit - 1).place()) : null;
        return Answer.ok(new BillViews.DifferenceList(shown, shown.size(), BudgetViews.CURRENCY, next));
    }

    private Answer remove(Call call) {
        bills.remove(call.principal().org(), id(call));
        return Answer.noContent();
    }

    private static int limit(Call call) {
        return call.query("limit").map(Integer::valueOf).orElse(BudgetApi.USUAL);
    }

    private static BillId id(Call call) {
        return new BillId(call.path("id"));
    }
}
